/** The build page: its panel, approvals and JSON. */
package io.jenkins.plugins.ecs.ui.build;
