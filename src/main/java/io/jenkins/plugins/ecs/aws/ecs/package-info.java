/** What the plugin asks of ECS: its operations in JSON 1.1, and its answers as the plugin's own values. */
package io.jenkins.plugins.ecs.aws.ecs;
