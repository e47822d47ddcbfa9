/** Results for other plugins: checks and metrics. */
package io.jenkins.plugins.ecs.ui.publish;
