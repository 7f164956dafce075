using System.Text.Json;

namespace ChargerFirmware.Hardware.Boards;

/// <summary>A bus or a device as a board file describes it: a driver's name and options that only the driver knows.</summary>
public sealed class BoardPart
{
    private readonly JsonElement _json;
    private object? _options;

    internal BoardPart(int index, string file, string path, string name, string driver, string? bus, JsonElement json)
    {
        Index = index;
        File = file;
        Path = path;
        Name = name;
        Driver = driver;
        Bus = bus;
        _json = json;
    }

    /// <summary>Which of the board's buses or devices it is, in the order of the file, from 0.</summary>
    public int Index { get; }

    /// <summary>The board file it stands in.</summary>
    public string File { get; }

    /// <summary>Where it stands, <c>$.devices.meter1</c>.</summary>
    public string Path { get; }

    /// <summary>Its key in the board file.</summary>
    public string Name { get; }

    /// <summary>The driver's name.</summary>
    public string Driver { get; }

    /// <summary>The name of the bus a device sits on; null for a bus and for a device without one.</summary>
    public string? Bus { get; }

    /// <summary>The driver's options, read once: all stations on this board share them.</summary>
    /// <exception cref="BoardException">A key is unknown, missing, of the wrong type or out of range.</exception>
    public TOptions Options<TOptions>()
        where TOptions : class, IDriverOptions<TOptions>
    {
        if (_options is not TOptions options)
        {
            _options = options = StrictJson.Read(File, Path, _json, TOptions.Json, Bus is null ? ["driver"] : ["driver", "bus"]);
        }

        return options;
    }

    /// <summary>An exception that names this part.</summary>
    public BoardException Refuse(string problem, Exception? inner = null) => new(File, Path, problem, inner);
}
