namespace ChargerFirmware.Tests.Documents;

/// <summary>CI runs it in a stage of its own, which <c>.ci/run</c> must hold: a text of that script.</summary>
internal sealed record ElsewhereInCi(string Command, string Text) : Rule(Command);
