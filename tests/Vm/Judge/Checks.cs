namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>All that must be so.</summary>
internal static class Checks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("the story ran to its end", Story, Spoilt.Without("end")),
        .. LineChecks.All,
        .. SessionChecks.All,
        .. FaultChecks.All,
        .. ProcessChecks.All,
    ];

    private static string Story(Transcript transcript)
    {
        var inVain = transcript.Events.Where(entry => entry.Word == "gave-up").Select(entry => $"{entry.Act}: {entry.Text}").ToList();
        if (inVain.Count > 0)
        {
            throw new JudgementException($"waited in vain for {string.Join("; ", inVain)}");
        }

        var end = transcript.First("weld", "end", "");
        return FormattableString.Invariant($"{end.At:F0} s after the kernel's start");
    }
}
