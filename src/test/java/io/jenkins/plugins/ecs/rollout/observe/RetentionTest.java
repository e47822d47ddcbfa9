package io.jenkins.plugins.ecs.rollout.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.text.Arns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** Which revisions may go: a table. */
public class RetentionTest {

    private static final String FAMILY = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:";

    private static List<String> arns(int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> FAMILY + number).toList();
    }

    private static RevisionUse use(List<String> active, int... held) {
        Map<String, String> holders = IntStream.of(held)
                .boxed()
                .collect(Collectors.toMap(number -> FAMILY + number, number -> "is used by prod/api"));
        return new RevisionUse(active, holders, null);
    }

    private static String superfluous(RevisionUse use, int keep) {
        return Retention.superfluous(use, keep).stream().map(Arns::brief).collect(Collectors.joining(" "));
    }

    @Test
    public void whatGoesIsOlderThanTheNewestAndHeldByNobodyOldestFirst() {
        Object[][] table = {
            // active, keep, held, what may go
            {arns(), 1, new int[] {}, ""},
            {arns(5), 1, new int[] {}, ""},
            {arns(5, 4, 3), 3, new int[] {}, ""},
            {arns(5, 4, 3), 10, new int[] {}, ""},
            {arns(5, 4, 3, 2, 1), 3, new int[] {}, "api:1 api:2"},
            {arns(5, 4, 3, 2, 1), 1, new int[] {5}, "api:1 api:2 api:3 api:4"},
            {arns(5, 4, 3, 2, 1), 3, new int[] {1}, "api:2"},
            {arns(5, 4, 3, 2, 1), 3, new int[] {1, 2}, ""},
            // What is held does not count among the newest, and what is not active is not there.
            {arns(9, 7, 4, 2), 2, new int[] {7, 3}, "api:2 api:4"},
            // By number, not as texts are sorted, and in whatever order they came.
            {arns(2, 100, 9, 10, 99), 2, new int[] {}, "api:2 api:9 api:10"},
            {arns(3, 3, 2, 2, 1), 2, new int[] {}, "api:1"},
            // Never none, whatever was asked for.
            {arns(2, 1), 0, new int[] {}, "api:1"},
            {arns(2, 1), -3, new int[] {}, "api:1"},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            List<String> active = (List<String>) row[0];
            String story = active + ", keep " + row[1] + ", held " + Arrays.toString((int[]) row[2]);
            assertThat(story, superfluous(use(active, (int[]) row[2]), (Integer) row[1]), is(row[3]));
        }
    }

    @Test
    public void whatIsNotTheArnOfARevisionStays() {
        List<String> odd = List.of(FAMILY + "3", FAMILY + "2", "api:1", FAMILY + "x", "", FAMILY, FAMILY + "0");

        assertThat(superfluous(use(odd), 1), is("api:2"));
    }

    @Test
    public void whereItIsNotSureWhatIsHeldNothingGoes() {
        RevisionUse unsure = new RevisionUse(arns(5, 4, 3, 2, 1), Map.of(), "a cluster can't be seen");

        assertThat(Retention.superfluous(unsure, 1), empty());
    }
}
