/**
 * The only room that knows the AWS SDK and the wire. It answers with this plugin's own values.
 *
 * <p>ECS is spoken in JSON 1.1 with the SDK's signer, HTTP client, credentials and endpoint data, but without the SDK's
 * generated model: the model that is installed in a Jenkins trails the service, drops fields that it does not know (a task
 * definition must pass through whole) and maps states that it does not know to one constant.
 */
package io.jenkins.plugins.ecs.aws;
