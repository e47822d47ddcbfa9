package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Separates the deployments of services with the same names in several AWS accounts. */
public final class Accounts {

    private Accounts() {}

    /**
     * Deployments by account. A deployment with an unknown account belongs to the account that its job deployed to
     * before, otherwise to the account of the latest deployment; if all are unknown, to the account with the empty
     * name.
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

    /** The deployments in the account of the job; empty if there are several accounts and none is the job's. */
    @NonNull
    static List<DeploymentRecord> of(@NonNull List<DeploymentRecord> records, @NonNull String job) {
        Map<String, List<DeploymentRecord>> accounts = of(records);
        if (accounts.size() == 1) {
            return accounts.values().iterator().next();
        }
        return ofJob(records, job).map(accounts::get).orElse(List.of());
    }
}
