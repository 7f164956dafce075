using System.Globalization;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Bench;

namespace ChargerFirmware.Emulator.Cli.Adapters;

/// <summary>
/// A meter counts on whatever becomes of the program that reads it; an emulated one ends with its program, so its register is kept beside
/// the store, once a second while it moves. Lives on the bench's loop.
/// </summary>
internal sealed class MeterRegisters : IDisposable
{
    /// <summary>Bytes that the registers never outgrow.</summary>
    private const int Room = 1024;

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly Workbench _bench;
    private readonly string _path;
    private readonly ITimer _timer;
    private string _kept = "";

    public MeterRegisters(Workbench bench, string folder)
    {
        _bench = bench;
        _path = Path.Combine(folder, "emulated-meters.json");
        Restore();
        _timer = bench.Loop.Time.CreateTimer(_ => Keep(), null, s_period, s_period);
    }

    public Task KeepAsync()
    {
        Keep();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer.Dispose();

    private void Keep()
    {
        var registers = _bench.Site.Connectors.Select(connector => connector.Meter.EnergyImportWh.ToString("R", CultureInfo.InvariantCulture));
        var now = JsonSerializer.Serialize(registers);
        if (now == _kept)
        {
            return;
        }

        try
        {
            // In the place that it has: a meter counts on while the disk is full.
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(_path, options);
            file.Write(Encoding.UTF8.GetBytes(now.PadRight(Room)));
            _kept = now;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // A full disk is the store's business to report; the register is tried again in a second.
        }
    }

    private void Restore()
    {
        try
        {
            var registers = JsonSerializer.Deserialize<string[]>(File.ReadAllText(_path)) ?? [];
            foreach (var (connector, register) in _bench.Site.Connectors.Zip(registers))
            {
                connector.Meter.WindTo(double.Parse(register, CultureInfo.InvariantCulture));
            }
        }
        catch (Exception problem) when (problem is IOException or JsonException or FormatException)
        {
            // A first start, or a file that is of no use: the meters begin where new ones do.
        }
    }
}
