package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells apart the deployments of services that have the same names in several AWS accounts. */
public final class Accounts {

    private Accounts() {}

    /**
     * Deployments by account. One whose account is not known belongs to the account that its job deployed to before, else to
     * the one that was deployed to last; where none is known of any, to the account with the empty name.
     *
     * @param records of one name, oldest first
     */
    @NonNull
    public static Map<String, List<DeploymentRecord>> of(@NonNull List<DeploymentRecord> records) {
        Map<String, List<DeploymentRecord>> accounts = new TreeMap<>();
        String first = records.isEmpty() ? "" : records.get(0).account();
        if (records.stream()
                .allMatch(r -> r.account().equals(first) || r.account().isEmpty())) {
            if (!records.isEmpty()) {
                accounts.put(first.isEmpty() ? any(records) : first, records);
            }
            return accounts;
        }
        for (int i = 0; i < records.size(); i++) {
            accounts.computeIfAbsent(account(records, i), name -> new ArrayList<>())
                    .add(records.get(i));
        }
        return accounts;
    }

    private static String any(List<DeploymentRecord> records) {
        return records.stream()
                .map(DeploymentRecord::account)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String account(List<DeploymentRecord> records, int index) {
        DeploymentRecord record = records.get(index);
        if (!record.account().isEmpty()) {
            return record.account();
        }
        return ofJob(records.subList(0, index), record.build().job())
                .or(() -> ofJob(records, record.build().job()))
                .or(() -> History.newest(records, r -> !r.account().isEmpty()).map(DeploymentRecord::account))
                .orElse("");
    }

    private static Optional<String> ofJob(List<DeploymentRecord> records, String job) {
        return History.newest(
                        records,
                        r -> r.build().job().equals(job) && !r.account().isEmpty())
                .map(DeploymentRecord::account);
    }

    /** The deployments in the account that the job deploys to; empty where there are several and none is its. */
    @NonNull
    static List<DeploymentRecord> of(@NonNull List<DeploymentRecord> records, @NonNull String job) {
        Map<String, List<DeploymentRecord>> accounts = of(records);
        if (accounts.size() == 1) {
            return accounts.values().iterator().next();
        }
        return ofJob(records, job).map(accounts::get).orElse(List.of());
    }
}
