/** What was deployed where, by which build, and how it went: records, an index of them, and what follows from them. */
package io.jenkins.plugins.ecs.history;
