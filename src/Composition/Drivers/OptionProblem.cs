namespace ChargerFirmware.Composition.Drivers;

/// <summary>What is wrong with one option of a part.</summary>
/// <param name="Key">The option, as it is written in a board file.</param>
internal sealed record OptionProblem(string Key, string Problem);
