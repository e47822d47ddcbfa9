/** One poller for all builds: reads asked together, quotas, back-off, turns. */
package io.jenkins.plugins.ecs.polling;
