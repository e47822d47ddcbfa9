package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;

/** Kinds of fields, by a small model, and what becomes of values of the wrong type. */
public class ApiModelTest {

    private static final ApiModel MODEL = ApiModel.read(ApiModelTest.class, "small-model.txt");

    private static List<String> typed(String text, SourceMappedTree tree) {
        List<TaskDefinitionException> problems = TypedFields.apply(tree, MODEL);
        assertThat(tree.root().toString(), is(text.replace('\'', '"')));
        return problems.stream().map(Throwable::getMessage).collect(Collectors.toList());
    }

    private static List<String> typed(String from, String to) {
        return typed(to, DefinitionText.read(from.replace('\'', '"'), "Definition"));
    }

    @Test
    public void eachLineHasAKindAndItsFields() {
        assertThat(MODEL.parents(), is(Set.of("", "scaling", "scaling.policy")));
        assertThat(MODEL.fields(""), is(Set.of("name", "label", "scaling", "labels", "anything", "on")));
        assertThat(MODEL.kind("", "label"), is(FieldKind.STRING));
        assertThat(MODEL.kind("scaling", "target"), is(FieldKind.DECIMAL));
        assertThat(MODEL.kind("scaling.policy", "steps"), is(FieldKind.INTEGERS));
        assertThat(MODEL.kind("scaling", "name"), is(nullValue()));
        assertThat(MODEL.kind("nowhere", "name"), is(nullValue()));
        assertThat(MODEL.fields("nowhere"), is(Set.of()));
    }

    @Test
    public void theNearestPlaceIsTheOneWithTheFewestSteps() {
        assertThat(MODEL.nearest("", "steps").orElse(""), is("scaling.policy.steps"));
        assertThat("up", MODEL.nearest("scaling.policy", "on").orElse(""), is("scaling.on"));
        assertThat(
                "the top is two steps away",
                MODEL.nearest("scaling.policy", "name").orElse(""),
                is("name"));
        assertThat(MODEL.nearest("scaling", "target").isPresent(), is(false));
    }

    @Test
    public void valuesGetTheTypeOfTheirField() {
        assertThat(
                typed(
                        "{'name':7,'on':' True ','labels':{'a':1.50,'b':true},'anything':{'x':[1,'2']},"
                                + "'scaling':{'target':'70.5','most':' 4 ','on':false,'policy':{'steps':['1',2]}}}",
                        "{'name':'7','on':true,'labels':{'a':'1.50','b':'true'},'anything':{'x':[1,'2']},"
                                + "'scaling':{'target':70.5,'most':4,'on':false,'policy':{'steps':[1,2]}}}"),
                is(List.of()));
        assertThat("a number stays", typed("{'scaling':{'target':70}}", "{'scaling':{'target':70}}"), is(List.of()));
    }

    @Test
    public void whatCannotHaveItStaysAndIsNamed() {
        Object[][] table = {
            {"{'name':[1]}", "name"},
            {"{'on':'yes'}", "on"},
            {"{'on':1}", "on"},
            {"{'labels':['a']}", "labels"},
            {"{'scaling':[]}", "scaling"},
            {"{'scaling':{'target':'much'}}", "scaling.target"},
            {"{'scaling':{'target':true}}", "scaling.target"},
            {"{'scaling':{'most':1.5}}", "scaling.most"},
            {"{'scaling':{'most':{}}}", "scaling.most"},
            {"{'scaling':{'policy':{'steps':3}}}", "scaling.policy.steps"},
            {"{'scaling':{'policy':{'steps':[1,'x']}}}", "scaling.policy.steps[1]"},
        };
        for (Object[] row : table) {
            List<String> problems = typed((String) row[0], (String) row[0]);
            assertThat((String) row[0], problems.size(), is(1));
            assertThat(problems.get(0), containsString((String) row[1]));
        }
        String many = "{'scaling':{'policy':{'steps':[" + "'x',".repeat(30) + "1]}}}";
        assertThat("not endless", typed(many, many).size(), is(20));
    }

    @Test
    public void aTypingMistakeIsOneOrTwoLetters() {
        Object[][] table = {
            {"image", "imagee", true},
            {"image", "imgae", false},
            {"image", "mage", true},
            {"memory", "memmorry", true},
            {"memory", "mmmemmory", false},
            {"logConfiguration", "log_configuration", true},
            {"logConfiguration", "LOG-CONFIGURATION", true},
            {"family", "f", false},
            {"cpu", "cpus", true},
            {"cpu", "cups", false},
            {"links", "lnk", false},
        };
        for (Object[] row : table) {
            assertThat(row[0] + " " + row[1], SimilarName.is((String) row[0], (String) row[1]), is(row[2]));
        }
        assertThat("a text is no name", SimilarName.is("a".repeat(99), "a".repeat(100)), is(false));
        assertThat(SimilarName.is("a".repeat(99), "a".repeat(99)), is(true));
    }
}
