using ChargerFirmware.Composition;
using ChargerFirmware.Composition.Inspection;
using ChargerFirmware.Hardware.Adapters;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Charger;

/// <summary>What <c>charger check</c> has to say.</summary>
/// <param name="Complete">False when the board file's form is wrong, so that nothing behind its first problem has been looked at.</param>
internal sealed record CheckReport(
    string Board, bool Fine, bool Complete, IReadOnlyList<Finding> Problems, IReadOnlyList<Finding> Warnings, IReadOnlyList<BusFinding> Buses)
{
    /// <param name="look">Why a bus cannot be opened on this machine, or null; null for no look at all.</param>
    public static CheckReport Of(string path, Func<BusPlace, string?>? look)
    {
        BoardInspection inspection;
        try
        {
            inspection = BoardInspection.Of(BoardFiles.Load(path));
        }
        catch (BoardException refusal)
        {
            return new CheckReport(path, Fine: false, Complete: false, [Finding.Of(refusal, path)], [], []);
        }

        var buses = inspection.Plan?.Places.Select(place => new BusFinding(place.Bus.Name, place.Place.Name, look?.Invoke(place.Place))).ToList() ?? [];
        return new CheckReport(
            path,
            inspection.Problems.Count == 0 && buses.TrueForAll(bus => bus.Problem is null),
            Complete: true,
            [.. inspection.Problems.Select(problem => Finding.Of(problem, path))],
            [.. inspection.Warnings.Select(warning => new Finding(warning.Path, warning.Text))],
            buses);
    }

    public void Print(TextWriter output)
    {
        foreach (var problem in Problems)
        {
            output.WriteLine($"problem  {problem}");
        }

        foreach (var warning in Warnings)
        {
            output.WriteLine($"warning  {warning}");
        }

        foreach (var bus in Buses)
        {
            output.WriteLine(bus.Problem is null ? $"bus      {bus.Bus}: {bus.Place}" : $"problem  bus {bus.Bus}: {bus.Place} {bus.Problem}");
        }

        output.WriteLine(Summary());
    }

    private string Summary()
    {
        var missing = Buses.Count(bus => bus.Problem is not null);
        return (Complete, Problems.Count, missing) switch
        {
            (false, _, _) => $"{Board} is no board yet; the rest of it is looked at once this is right.",
            (_, > 0, _) => $"{Board} cannot be used: {Problems.Count} {(Problems.Count == 1 ? "problem" : "problems")}.",
            (_, _, > 0) => $"{Board} is right, but this machine cannot open {missing} of its {Buses.Count} buses (--file-only does not look).",
            _ => $"{Board} is fine.",
        };
    }
}

/// <summary>A bus of a board and how this machine stands to it.</summary>
/// <param name="Bus">Its name in the board file.</param>
/// <param name="Place">Its device file, or its host on the network.</param>
/// <param name="Problem">Why it cannot be opened; null when it could be, or has not been tried.</param>
internal sealed record BusFinding(string Bus, string Place, string? Problem);

/// <summary>Something to know about a board file.</summary>
/// <param name="Path">Where in it, <c>$.devices.meter1.unit</c>.</param>
/// <param name="File">The file that is wrong, where it is another than the board's: a register map, for one.</param>
internal sealed record Finding(string Path, string Text, string? File = null)
{
    public static Finding Of(BoardException refusal, string board) =>
        new(refusal.Path, refusal.Problem, refusal.File == board ? null : refusal.File);

    public override string ToString() => $"{(File is null ? "" : $"{File}: ")}{Path}: {Text}";
}
