using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Charger;

/// <summary>Something to know about a board file.</summary>
/// <param name="Path">Where in it, <c>$.devices.meter1.unit</c>.</param>
/// <param name="File">The file that is wrong, where it is another than the board's: a register map, for one.</param>
internal sealed record Finding(string Path, string Text, string? File = null)
{
    public static Finding Of(BoardException refusal, string board) =>
        new(refusal.Path, refusal.Problem, refusal.File == board ? null : refusal.File);

    public override string ToString() => $"{(File is null ? "" : $"{File}: ")}{Path}: {Text}";
}
