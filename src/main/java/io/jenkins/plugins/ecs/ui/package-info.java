/** Pages about deployments: view models in Java, which Jelly only renders. */
package io.jenkins.plugins.ecs.ui;
