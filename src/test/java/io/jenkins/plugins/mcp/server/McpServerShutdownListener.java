package io.jenkins.plugins.mcp.server;

/**
 * In place of the class of this name in MCP Server, which sleeps five seconds whenever Jenkins goes down. Nobody is
 * connected then in our tests, which stop Jenkins some hundred times.
 */
public final class McpServerShutdownListener {}
