namespace ChargerFirmware.Hardware.Boards;

/// <summary>A board file that cannot be used as it is: names the file, the place in it and what was expected there.</summary>
public sealed class BoardException(string file, string path, string problem, Exception? inner = null)
    : Exception($"{file}: {path}: {problem}", inner)
{
    /// <summary>The board file as it was named.</summary>
    public string File { get; } = file;

    /// <summary>JSON path of the place, <c>$.devices.meter1.unit</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong and what was expected.</summary>
    public string Problem { get; } = problem;
}
