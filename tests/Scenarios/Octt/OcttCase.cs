namespace ChargerFirmware.Tests.Scenarios.Octt;

/// <summary>A case of the certification tool, as the list has it.</summary>
/// <param name="NotApplicable">Why it does not apply; null where it does.</param>
internal sealed record OcttCase(string Id, string Name, string? NotApplicable)
{
    public static IReadOnlyList<OcttCase> Parse(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new OcttCase(cells[0], cells[1], cells.ElementAtOrDefault(2)))];
}
