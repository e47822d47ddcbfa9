package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.history.DeployState;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.history.ServiceStatus;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import io.jenkins.plugins.ecs.ui.badge.BadgeRequest;
import io.jenkins.plugins.ecs.ui.badge.BadgeStyle;
import io.jenkins.plugins.ecs.ui.badge.BadgeText;
import io.jenkins.plugins.ecs.ui.badge.TextWidth;
import io.jenkins.plugins.ecs.ui.build.BuildSummary;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

public class BadgeTest {

    private static final long NOW = Records.at(5);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private static BadgeRequest request(String path, Map<String, String> parameters) {
        return BadgeRequest.of(path, true, parameters::get).orElseThrow();
    }

    private static ServiceStatus status(DeployState state, int percent, String version) {
        return new ServiceStatus(state, percent, version, NOW - 60_000, null, null);
    }

    private static String message(ServiceStatus status) {
        return BadgeText.of(null, "api", status, NOW).message();
    }

    @Test
    public void eachStateHasItsWords() {
        assertThat(message(status(DeployState.DEPLOYING, 40, "1.2")), is("deploying 40 % 1.2"));
        assertThat(message(status(DeployState.BAKING, 100, "1.2")), is("baking 1.2"));
        assertThat(message(status(DeployState.AWAITING_APPROVAL, 0, "1.2")), is("awaiting approval 1.2"));
        assertThat(message(status(DeployState.HEALTHY, 0, "1.2")), is("healthy 1.2"));
        assertThat(message(status(DeployState.ROLLED_BACK, 0, "1.1")), is("rolled back 1.1"));
        assertThat(message(status(DeployState.FAILED, 0, "")), is("failed"));
        assertThat(message(status(DeployState.STALLED, 0, "1.2")), is("stalled 1.2"));
        assertThat(message(status(DeployState.DRIFTED, 0, "1.2")), is("drifted 1.2"));
        assertThat(message(status(DeployState.UNKNOWN, 0, "")), is("unknown"));
    }

    @Test
    public void anOldStateHasItsAge() {
        ServiceStatus old = new ServiceStatus(DeployState.HEALTHY, 0, "1.2", NOW - 12L * 86_400_000, null, null);
        ServiceStatus slow = new ServiceStatus(DeployState.DEPLOYING, 40, "1.2", NOW - 3L * 3_600_000, null, null);

        assertThat(message(old), is("healthy 1.2, 12 days"));
        assertThat(message(slow), is("deploying 40 % 1.2, 3 h"));
    }

    @Test
    public void aPathThatNamesNoBadgeIsNone() {
        for (String path : List.of(
                "",
                "/",
                "/prod",
                "/prod/",
                "/prod/api",
                "/prod/.svg",
                "/prod/api.png",
                "/prod/api.svg/",
                "prod/api.svg",
                "/a/prod/api.svg",
                "/prod/api.svg.exe")) {
            assertThat(path, BadgeRequest.of(path, true, name -> null), is(Optional.empty()));
        }
        assertThat(BadgeRequest.of("/api.svg", true, name -> null), is(Optional.empty()));
        assertThat(BadgeRequest.of("/api.svg", false, name -> null).isPresent(), is(true));
    }

    @Test
    public void parametersInjectNothingIntoThePicture() throws Exception {
        for (BadgeStyle style : BadgeStyle.values()) {
            Document svg = svg(
                    request("/prod/api.svg", Map.of("label", Hostile.TEXT, "style", style.id(), "color", Hostile.TEXT))
                            .render(status(DeployState.HEALTHY, 0, Hostile.TEXT), NOW));
            onlyWhatABadgeIsMadeOf(svg);
            assertThat(svg.getDocumentElement().getAttribute("width").length(), is(lessThan(5)));
        }
    }

    private static void onlyWhatABadgeIsMadeOf(Document svg) {
        Set<String> names = new TreeSet<>();
        var elements = svg.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            names.add(element.getTagName());
            for (int j = 0; j < element.getAttributes().getLength(); j++) {
                String attribute = element.getAttributes().item(j).getNodeName();
                assertThat(attribute, attribute.startsWith("on"), is(false));
                assertThat(attribute, attribute.contains("href"), is(false));
            }
        }
        names.removeAll(Set.of("svg", "title", "g", "rect", "text", "clipPath", "linearGradient", "stop"));
        assertThat(names, is(Set.of()));
    }

    @Test
    public void anUnknownStyleIsFlat() {
        String flat = request("/prod/api.svg", Map.of()).render(status(DeployState.HEALTHY, 0, "1"), NOW);

        assertThat(
                request("/prod/api.svg", Map.of("style", "<social>")).render(status(DeployState.HEALTHY, 0, "1"), NOW),
                is(flat));
        assertThat(flat, containsString("aria-label=\"api: healthy 1\""));
    }

    @Test
    public void stylesLookDifferent() {
        ServiceStatus healthy = status(DeployState.HEALTHY, 0, "1");
        Set<String> looks = new TreeSet<>();
        for (BadgeStyle style : BadgeStyle.values()) {
            looks.add(request("/prod/api.svg", Map.of("style", style.id())).render(healthy, NOW));
        }

        assertThat(looks.size(), is(4));
        assertThat(
                request("/prod/api.svg", Map.of("style", "for-the-badge")).render(healthy, NOW),
                containsString(">HEALTHY 1</text>"));
    }

    @Test
    public void theJsonIsWhatShieldsAsksFor() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(request("/prod/api.json", Map.of("label", Hostile.TEXT))
                        .render(status(DeployState.FAILED, 0, Hostile.TEXT), NOW));

        assertThat(json.path("schemaVersion").asInt(), is(1));
        assertThat(json.path("label").asText().length(), is(lessThan(62)));
        assertThat(json.path("message").asText().startsWith("failed "), is(true));
        assertThat(json.path("color").asText(), is("#c0281f"));
        assertThat(json.path("isError").asBoolean(), is(true));
    }

    @Test
    public void plainTextIsOneLine() {
        String text = request("/prod/api.txt", Map.of()).render(status(DeployState.HEALTHY, 0, "a\nb"), NOW);

        assertThat(text, is("healthy a b\n"));
        assertThat(request("/prod/api.txt", Map.of()).type(), is("text/plain;charset=UTF-8"));
    }

    @Test
    public void whiteTextCanBeReadOnEachColour() {
        for (DeployState state : DeployState.values()) {
            String colour = BadgeText.of("x", "api", status(state, 0, ""), NOW).colour();
            assertThat(state + " " + colour, contrastWithWhite(colour), is(greaterThanOrEqualTo(4.5)));
        }
    }

    /** As WCAG 2 defines it. */
    private static double contrastWithWhite(String colour) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16) / 255.0;
            linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05);
    }

    @Test
    public void onlyVisibleDeploymentsTellTheState() throws IOException {
        History history = new History(folder.getRoot().toPath().resolve("d.jsonl"));
        history.note(Records.of(Records.API, "open", 1, 0, Verdict.SUCCESS));
        history.note(Records.of(Records.API, "secret", 2, 10, Verdict.STOPPED));
        BadgeRequest badge = request("/prod/api.svg", Map.of());

        assertThat(badge.find(history, r -> true).orElseThrow().state(), is(DeployState.FAILED));
        assertThat(
                badge.find(history, r -> r.build().job().equals("open"))
                        .orElseThrow()
                        .state(),
                is(DeployState.HEALTHY));
        assertThat("as if it were not there", badge.find(history, r -> false), is(Optional.empty()));
        assertThat(request("/prod/web.svg", Map.of()).find(history, r -> true), is(Optional.empty()));
        assertThat(request("/test/api.svg", Map.of()).find(history, r -> true), is(Optional.empty()));
    }

    @Test
    public void ofSeveralRegionsTheOneDeployedLastIsMeantUnlessOneIsNamed() throws IOException {
        History history = new History(folder.getRoot().toPath().resolve("d.jsonl"));
        history.note(Records.of(new ServiceKey("eu-west-1", "prod", "api"), "j", 1, 0, Verdict.STOPPED));
        history.note(Records.of(new ServiceKey("us-east-1", "prod", "api"), "j", 2, 10, Verdict.SUCCESS));

        assertThat(
                request("/prod/api.svg", Map.of())
                        .find(history, r -> true)
                        .orElseThrow()
                        .state(),
                is(DeployState.HEALTHY));
        assertThat(
                request("/prod/api.svg", Map.of("region", "eu-west-1"))
                        .find(history, r -> true)
                        .orElseThrow()
                        .state(),
                is(DeployState.FAILED));
    }

    @Test
    public void aTargetsBadgeShowsWhateverTheTargetLeadsTo() throws IOException {
        History history = new History(folder.getRoot().toPath().resolve("d.jsonl"));
        history.note(Records.to("prod-eu", "Production, Europe", Records.of(Records.API, "j", 1, 0, Verdict.SUCCESS)));
        history.note(Records.of(new ServiceKey("eu-central-1", "test", "api"), "j", 2, 10, Verdict.STOPPED));
        BadgeRequest badge = request("/target/prod-eu/api.svg", Map.of());

        ServiceStatus found = badge.find(history, r -> true).orElseThrow();
        assertThat(found.state(), is(DeployState.HEALTHY));
        assertThat(badge.render(found, NOW), containsString("aria-label=\"Production, Europe: api: healthy 1.1\""));
        assertThat(
                request("/target/prod-eu/api.svg", Map.of("label", "mine")).render(found, NOW),
                containsString("aria-label=\"mine: healthy 1.1\""));
        assertThat(badge.find(history, r -> false), is(Optional.empty()));
        assertThat(request("/target/other/api.svg", Map.of()).find(history, r -> true), is(Optional.empty()));
        assertThat(request("/target/prod-eu/web.svg", Map.of()).find(history, r -> true), is(Optional.empty()));
        assertThat(request("/target/other/api.svg/x", false).isPresent(), is(false));
        assertThat(
                "on a job's address, too",
                request("/api.svg", false, Map.of("target", "prod-eu"))
                        .find(history, r -> true)
                        .isPresent(),
                is(true));
        assertThat(
                "a cluster may have that name", request("/target/api.svg", true).isPresent(), is(true));
    }

    private static Optional<BadgeRequest> request(String path, boolean clustered) {
        return BadgeRequest.of(path, clustered, name -> null);
    }

    private static BadgeRequest request(String path, boolean clustered, Map<String, String> parameters) {
        return BadgeRequest.of(path, clustered, parameters::get).orElseThrow();
    }

    @Test
    public void widerTextsGetMoreRoom() {
        assertThat(TextWidth.of("iiii", 11), is(lessThan(TextWidth.of("mmmm", 11))));
        assertThat(TextWidth.of("健健", 11), is(greaterThanOrEqualTo(22)));
        assertThat(TextWidth.of("", 11), is(0));
    }

    @Test
    public void whatToPasteHoldsNoMarkOfTheName() {
        BadgeMarkup badge = BadgeMarkup.of(
                "https://ci.example.org/", new ServiceKey("eu-west-1", "p\"d", "a](x)\"><b>"), "", "job/x/");

        assertThat(badge.getMarkdown(), not(containsString("](x)")));
        assertThat(badge.getHtml(), not(containsString("<b>")));
        assertThat(
                badge.getImage(),
                allOf(containsString("/ecs-badge/p%22d/a%5D%28x%29%22%3E%3Cb%3E.svg"), endsWith("?region=eu-west-1")));
        assertThat(
                BadgeMarkup.of("https://ci.example.org/", Records.API, "", "job/x/")
                        .getMarkdown(),
                is("[![api](https://ci.example.org/ecs-badge/prod/api.svg?region=eu-central-1)]"
                        + "(https://ci.example.org/job/x/)"));
    }

    @Test
    public void whatToPasteNamesTheAccountAndTheTargetWhereTheyTell() {
        BadgeMarkup account = BadgeMarkup.of("https://ci.example.org/", Records.API, "111111111111", "job/x/");
        BadgeMarkup target = BadgeMarkup.ofTarget("https://ci.example.org/", "prod-eu", "Europe", "api", "job/x/");

        assertThat(account.getTitle(), is("prod/api in eu-central-1, account 111111111111"));
        assertThat(account.getImage(), endsWith("?region=eu-central-1&account=111111111111"));
        assertThat(account.getHtml(), containsString("&amp;account=111111111111\""));
        assertThat(target.getTitle(), is("api at target Europe"));
        assertThat(target.getImage(), is("https://ci.example.org/ecs-badge/target/prod-eu/api.svg"));
    }

    @Test
    public void whatABuildDidIsShort() {
        var healthy = view(Verdict.SUCCESS);
        var failed = view(Verdict.STOPPED);

        assertThat(BuildSummary.of(List.of(healthy)).getText(), is("success 2.0.0"));
        assertThat(BuildSummary.of(List.of(healthy)).getShortText(), is("2.0.0"));
        assertThat(BuildSummary.of(List.of(failed)).getShortText(), is("stopped 2.0.0"));
        assertThat(BuildSummary.of(List.of(healthy, failed)).getText(), is("2 deployments: stopped"));
        assertThat(BuildSummary.of(List.of(healthy, failed)).getTooltip(), containsString("prod/api: success"));
    }

    private static DeploymentView view(Verdict verdict) {
        return new DeploymentView(
                "id",
                io.jenkins.plugins.ecs.rollout.Outcomes.of("prod", "api")
                        .underWay()
                        .verdict(verdict, "")
                        .outcome(),
                null,
                NOW);
    }

    private static Document svg(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
