/** Tools for the MCP Server plugin: what the REST API has, for language models. */
package io.jenkins.plugins.ecs.ui.mcp;
