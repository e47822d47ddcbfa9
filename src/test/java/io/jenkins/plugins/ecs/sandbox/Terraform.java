package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real Terraform with its AWS provider, if both are installed, pointed at a sandbox. It downloads nothing. */
public final class Terraform {

    /** Folders that may have providers, in Terraform's layout: {@code registry.terraform.io/hashicorp/aws/…}. */
    private static final List<String> MIRRORS = List.of(
            System.getProperty("terraform.mirror", ""),
            System.getProperty("user.home") + "/.terraform.d/plugins",
            "/usr/local/share/terraform/plugins",
            "/usr/share/terraform/plugins",
            "/opt/tf-plugins");

    private final Path folder;

    /** @param main the resources and data sources of the configuration */
    public Terraform(EcsSandbox sandbox, Path folder, String main) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("terraform.rc"), """
                provider_installation {
                  filesystem_mirror {
                    path = "%s"
                  }
                }
                disable_checkpoint = true
                """.formatted(mirror().orElseThrow()));
        Files.writeString(
                folder.resolve("main.tf"),
                """
                terraform {
                  required_providers {
                    aws = { source = "hashicorp/aws" }
                  }
                }
                provider "aws" {
                  region                      = "eu-central-1"
                  access_key                  = "%s"
                  secret_key                  = "%s"
                  skip_credentials_validation = true
                  skip_requesting_account_id  = true
                  skip_metadata_api_check     = true
                  skip_region_validation      = true
                  endpoints {
                    ecs            = "%s"
                    appautoscaling = "%s"
                    sts            = "%s"
                  }
                }
                """.formatted(
                                        EcsSandbox.ACCESS_KEY_ID,
                                        EcsSandbox.SECRET_ACCESS_KEY,
                                        sandbox.endpoint(),
                                        sandbox.endpoint(),
                                        sandbox.endpoint())
                        + main);
        assertThat(run("init", "-input=false", "-no-color").code(), is(0));
    }

    /** @param code of the process */
    public record Run(int code, String output) {}

    public static boolean isInstalled() {
        boolean program = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "terraform")));
        return program && mirror().isPresent();
    }

    private static Optional<Path> mirror() {
        return MIRRORS.stream()
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .filter(each -> Files.isDirectory(each.resolve("registry.terraform.io/hashicorp/aws")))
                .findFirst();
    }

    /** 0: nothing to do; 2: there are changes. */
    public Run plan() throws IOException {
        return run("plan", "-input=false", "-no-color", "-detailed-exitcode", "-lock=false");
    }

    public Run apply() throws IOException {
        return run("apply", "-input=false", "-no-color", "-auto-approve");
    }

    private Run run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = AwsCli.withoutAwsVariables(command).redirectErrorStream(true);
        builder.directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TF_"));
        builder.environment()
                .put("TF_CLI_CONFIG_FILE", folder.resolve("terraform.rc").toString());
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output, process.waitFor(300, TimeUnit.SECONDS), is(true));
            return new Run(process.exitValue(), output);
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
        }
    }
}
