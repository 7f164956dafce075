namespace ChargerFirmware.Tests.Documents;

/// <summary>It runs to its end, with this exit code.</summary>
/// <param name="Output">A pattern that its output holds.</param>
internal sealed record Ends(string Command, string Output = "", int ExitCode = 0) : Rule(Command);
