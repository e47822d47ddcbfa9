/** The settings that a step, {@code withEcs}, a target, a folder or Jenkins may give, their layers and checks. */
package io.jenkins.plugins.ecs.config.settings;
