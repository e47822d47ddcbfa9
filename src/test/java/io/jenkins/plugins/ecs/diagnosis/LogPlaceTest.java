package io.jenkins.plugins.ecs.diagnosis;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.Test;

/** Where the log of a container is, by its task definition. */
public class LogPlaceTest {

    private static final String TASK = "arn:aws:ecs:eu-central-1:123456789012:task/prod/f5ec3e02";

    private static LogPlace place(String name, String... containers) throws Exception {
        JsonNode definition = new ObjectMapper()
                .readTree(("{'containerDefinitions':[" + String.join(",", containers) + "]}").replace('\'', '"'));
        return LogPlace.of(definition, name, TASK);
    }

    private static String app(String driver, String options) {
        return "{'name':'app','logConfiguration':{'logDriver':'" + driver + "','options':{" + options + "}}}";
    }

    private static void unreadable(LogPlace place, String why) {
        assertThat(place.isReadable(), is(false));
        assertThat(place.group() + place.stream(), is(""));
        assertThat(place.unreadable(), containsString(why));
    }

    @Test
    public void awslogsWithoutPrefixNamesItsStreamByAnIdOfDocker() throws Exception {
        unreadable(
                place("app", app("awslogs", "'awslogs-group':'/ecs/api'")),
                "without awslogs-stream-prefix: see the group '/ecs/api'");
        unreadable(place("app", app("awslogs", "'awslogs-stream-prefix':'api'")), "see the group ''");
    }

    @Test
    public void aPlaceholderIsNoRegion() throws Exception {
        String rest = "'awslogs-group':'g','awslogs-stream-prefix':'p','awslogs-region':";
        for (String region : new String[] {"${REGION}", "<region>", "EU-CENTRAL-1", "{{ region }}"}) {
            unreadable(place("app", app("awslogs", rest + "'" + region + "'")), "'" + region + "' as awslogs-region");
        }
    }

    @Test
    public void awslogs() throws Exception {
        assertThat(
                place(
                        "app",
                        app(
                                "awslogs",
                                "'awslogs-group':'/ecs/api','awslogs-stream-prefix':'api','awslogs-region':'eu-west-1'")),
                is(new LogPlace("app", "eu-west-1", "/ecs/api", "api/app/f5ec3e02", false, "")));
        assertThat(
                place("app", app("awslogs", "'awslogs-group':'g','awslogs-stream-prefix':'p'")),
                is(new LogPlace("app", "", "g", "p/app/f5ec3e02", false, "")));
    }

    @Test
    public void fireLensToOtherPlacesIsNotRead() throws Exception {
        unreadable(place("app", app("awsfirelens", "'Name':'datadog'")), "FireLens to datadog: see its destination");
        unreadable(place("app", app("awsfirelens", "")), "FireLens to an output of its configuration");
    }

    @Test
    public void streamsThatFireLensMakesOfRecordsAreNotKnownBefore() throws Exception {
        String to = "'Name':'cloudwatch_logs',";
        for (String options : new String[] {
            "'log_group_name':'g','log_stream_prefix':'p','log_group_template':'t'",
            "'log_group_name':'g','log_stream_prefix':'p','log_stream_template':'t'",
            "'log_group_name':'g-$(ecs_cluster)','log_stream_prefix':'p'",
            "'log_group_name':'g','log_stream_name':'$(tag)'",
            "'log_group_name':'g','log_stream_prefix':'p','region':'${REGION}'",
            "'log_stream_prefix':'p'",
            "'log_group_name':'g'"
        }) {
            unreadable(place("app", app("awsfirelens", to + options)), "a stream whose name depends on the records");
        }
    }

    @Test
    public void fireLensToCloudWatch() throws Exception {
        for (String output : new String[] {"'Name':'cloudwatch_logs'", "'name':'cloudwatch'"}) {
            assertThat(
                    place(
                            "app",
                            app(
                                    "awsfirelens",
                                    output + ",'region':'eu-west-1','log_group_name':'g','log_stream_prefix':'p-'")),
                    is(new LogPlace("app", "eu-west-1", "g", "p-app-firelens-f5ec3e02", true, "")));
        }
        assertThat(
                place("app", app("awsfirelens", "'Name':'cloudwatch','log_group_name':'g','log_stream_name':'all'")),
                is(new LogPlace("app", "", "g", "all", true, "")));
    }

    @Test
    public void otherDriversAreNamed() throws Exception {
        unreadable(place("app", app("splunk", "")), "container app logs with the driver splunk");
        unreadable(place("app", "{'name':'app'}"), "container app has no logConfiguration");
    }

    @Test
    public void withoutANameItIsTheFirstEssentialContainer() throws Exception {
        String init = "{'name':'init','essential':false}";
        String proxy = "{'name':'proxy','essential':true}";

        assertThat(place("", init, proxy, app("splunk", "")).container(), is("proxy"));
        assertThat(place("app", init, proxy, app("splunk", "")).container(), is("app"));
        assertThat(place("", init).container(), is("init"));
        assertThat(place("gone", init, "{'name':'web'}").container(), is("web"));
    }
}
