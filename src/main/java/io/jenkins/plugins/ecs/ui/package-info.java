/** What people see of deployments: view models in Java, Jelly only loops. */
package io.jenkins.plugins.ecs.ui;
