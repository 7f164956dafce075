namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>What may be meant at a place of a line.</summary>
/// <param name="Start">Where the word begins that they stand for.</param>
/// <param name="Words">In order; none where nobody can know.</param>
internal sealed record Completion(int Start, IReadOnlyList<string> Words);
