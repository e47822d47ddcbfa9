package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Collection;
import java.util.List;

/** What this plugin asks about alarms of Amazon CloudWatch. Every method throws {@link AwsFailure}. */
@FunctionalInterface
public interface AlarmsApi {

    /** {@code DescribeAlarms}: alarms of any type of these names; those that do not exist are left out. */
    @NonNull
    List<AlarmState> alarms(@NonNull Collection<String> names);
}
