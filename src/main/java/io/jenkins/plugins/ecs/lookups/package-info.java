/**
 * Look-ups in the text of a definition, such as {@code ${ssm:/prod/cpu}}: found and replaced in the parsed tree, never in the
 * text, and never in a value that was looked up.
 */
package io.jenkins.plugins.ecs.lookups;
