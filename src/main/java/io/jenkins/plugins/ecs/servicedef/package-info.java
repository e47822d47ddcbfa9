/**
 * Services in a file: read from text, checked, compared with the live service, made ready for {@code CreateService} and
 * {@code UpdateService}.
 *
 * <p>The steps are apart: {@link io.jenkins.plugins.ecs.servicedef.ServiceText#tree} reads the text into a tree with
 * places, {@link io.jenkins.plugins.ecs.servicedef.ServiceText#check} checks that tree. A member that the file leaves out
 * is not managed, {@code null} or an empty list removes what the service has. Everything here is a pure function: no
 * clock, no network.
 */
package io.jenkins.plugins.ecs.servicedef;
