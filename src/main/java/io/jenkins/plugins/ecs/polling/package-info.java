/** One poller for all builds: batched reads, quotas, back-off, reservations. */
package io.jenkins.plugins.ecs.polling;
