package io.jenkins.plugins.ecs.config;

import static io.jenkins.plugins.casc.misc.Util.getUnclassifiedRoot;
import static io.jenkins.plugins.casc.misc.Util.toYamlString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.BulkChange;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.htmlunit.html.HtmlForm;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.junit.Rule;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Every setting that there is, found by reflection: it loads from code, is exported, loads again, and survives the form. A
 * new one is missed here until it is in {@code all.yml}.
 */
public class EverythingAsCodeJenkinsTest {

    private static final List<String> NOTHING = List.of("null", "false", "[]", "0", "");

    @Rule
    public final JenkinsConfiguredWithCodeRule r = new JenkinsConfiguredWithCodeRule();

    public EverythingAsCodeJenkinsTest() {
        // The form of the system configuration is long, and HtmlUnit slow.
        r.timeout = 900;
    }

    @Test
    @ConfiguredWithCode("all.yml")
    public void everySettingIsSet() {
        Map<String, Object> all = settings();

        // The first environment of a path comes from none, and only it has steps and waves.
        all.keySet()
                .removeIf(name -> name.contains("environments[0]")
                        || name.contains("strategy.step")
                        || name.contains("environments[1].waves"));
        // No parameter of a template has all limits.
        Map<String, Object> ofParameters = new TreeMap<>();
        all.entrySet().removeIf(each -> {
            boolean isOfParameter = each.getKey().matches(".*\\.parameters\\[[0-9]]\\..*");
            if (isOfParameter && !NOTHING.contains(each.getValue().toString())) {
                ofParameters.put(each.getKey().replaceAll(".*\\.", ""), each.getValue());
            }
            return isOfParameter;
        });
        assertThat("settings of parameters", ofParameters.keySet(), hasSize(11));
        all.forEach((name, value) -> assertThat(name, NOTHING, not(hasItem(value.toString()))));
        assertThat("there are some", all.size(), greaterThan(70));
    }

    @Test
    @ConfiguredWithCode("all.yml")
    public void whatIsExportedLoadsAgain() throws Exception {
        Map<String, Object> before = settings();
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        StringBuilder exported = new StringBuilder("unclassified:\n");
        for (String symbol : List.of("ecsDeployment", "ecsPages")) {
            exported.append("  ").append(symbol).append(":\n");
            exported.append(
                    toYamlString(getUnclassifiedRoot(context).get(symbol)).indent(4));
        }
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of());
            global.setPaths(List.of());
            global.setTemplates(List.of());
            global.setDefaults(null);
            global.setPolicy(null);
            global.setHttpHosts(null);
            all.commit();
        }
        EcsPagesConfiguration.get().setRollbackJob(null);
        EcsPagesConfiguration.get().setHistoryDays(0);
        assertThat(settings(), not(before));

        Path file = Files.createTempFile("exported", ".yml");
        Files.writeString(file, exported);
        ConfigurationAsCode.get().configure(file.toString());

        assertThat(settings(), is(before));
    }

    @Test
    @ConfiguredWithCode("all.yml")
    public void theFormKeepsEverySetting() throws Exception {
        addCredentials();
        Map<String, Object> before = settings();

        HtmlForm form = EcsJenkinsTest.formOf(r.createWebClient().goTo("configure"));
        r.submit(form);

        assertThat(settings(), is(before));
    }

    /** As Job DSL makes it: from maps, by the symbol and the names of the setters. */
    @Test
    @ConfiguredWithCode("all.yml")
    public void aFolderPropertyIsMadeFromPlainMapsAndTakenApartAgain() throws Exception {
        assertThat(SymbolLookup.get().findDescriptor(AbstractFolderProperty.class, "ecsDeployment").clazz, is((Object)
                EcsFolderProperty.class));
        EcsFolderProperty made = new EcsFolderProperty();
        made.setDefaults(EcsGlobalConfiguration.get().getDefaults());
        made.setPolicy(EcsGlobalConfiguration.get().getPolicy());
        made.setTargets(EcsGlobalConfiguration.get().getTargets());

        EcsFolderProperty again = new DescribableModel<>(EcsFolderProperty.class)
                .instantiate(DescribableModel.uninstantiate2_(made).getArguments(), null);

        assertThat(settings("", again), is(settings("", made)));
        addCredentials();
        Folder folder = r.createProject(Folder.class, "shop");
        folder.addProperty(again);
        Folder kept = r.configRoundtrip(folder);
        assertThat(settings("", kept.getProperties().get(EcsFolderProperty.class)), is(settings("", made)));
    }

    private static void addCredentials() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "deployer", "AKIAEXAMPLE", "secret", ""));
        SystemCredentialsProvider.getInstance().save();
    }

    private static Map<String, Object> settings() {
        Map<String, Object> all = settings("global", EcsGlobalConfiguration.get());
        all.putAll(settings("pages", EcsPagesConfiguration.get()));
        return all;
    }

    /** By path: the value of each property that has a setter for data. */
    private static Map<String, Object> settings(String path, Object bean) {
        Map<String, Object> all = new TreeMap<>();
        for (Method setter : bean.getClass().getMethods()) {
            if (setter.isAnnotationPresent(DataBoundSetter.class)) {
                String name = Introspector.decapitalize(setter.getName().substring(3));
                put(all, path + "." + name, get(bean, setter.getName().substring(3)));
            }
        }
        if (bean instanceof EcsTarget target) {
            all.put(path + ".name", target.getName());
        } else if (bean instanceof EcsFreezeWindow window) {
            all.put(path + ".start", window.getStart());
            all.put(path + ".hours", window.getHours());
        }
        return all;
    }

    private static void put(Map<String, Object> all, String path, Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                put(all, path + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof CheckSettings check) {
            all.put(path, check.getDescriptor().getDisplayName() + " " + check.getFailureLimit());
        } else if (value != null && value.getClass().getName().startsWith("io.jenkins.plugins.ecs.")) {
            all.putAll(settings(path, value));
        } else {
            all.put(path, String.valueOf(value));
        }
    }

    private static Object get(Object bean, String name) {
        for (String prefix : List.of("get", "is")) {
            try {
                return bean.getClass().getMethod(prefix + name).invoke(bean);
            } catch (NoSuchMethodException other) {
                // the other prefix
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no accessor for " + name);
    }
}
