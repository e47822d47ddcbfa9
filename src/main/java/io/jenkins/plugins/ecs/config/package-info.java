/** Settings of admins and Jenkinsfiles, and how they are merged into one immutable value. */
package io.jenkins.plugins.ecs.config;
