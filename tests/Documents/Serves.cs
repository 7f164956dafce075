namespace ChargerFirmware.Tests.Documents;

/// <summary>It runs until it is asked to end, once its output holds the pattern.</summary>
internal sealed record Serves(string Command, string Output) : Rule(Command);
