/** Files of other tools as the first version of a team's file. */
package io.jenkins.plugins.ecs.templates.imports;
