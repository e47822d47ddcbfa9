/** Results for other plugins: checks, metrics and traces. */
package io.jenkins.plugins.ecs.ui.publish;
