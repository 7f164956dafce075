namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A line of the prompt or of a script is refused, or did not come true; the message says where, and what was expected.</summary>
internal sealed class PromptException(string message) : Exception(message);
