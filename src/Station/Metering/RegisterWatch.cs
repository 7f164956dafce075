using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Metering;

/// <summary>
/// Judges which readings of a connector's meter may be billed. A register goes on when the same meter shows at least what it showed
/// before, and no more than the outlet can have delivered since (<see cref="OutletEnergy"/>), within the last minutes as well: an
/// over-current flows once, and not again with every reading. What does not go on is not believed. A
/// single such reading is forgotten when the register goes on again; another serial number at once, or three readings in a row that
/// go on from one another, make it a register that starts over: another meter, one that was reset, one that jumped or wrapped around.
/// What ran on the old one ends at its last believed reading. Used on the loop only.
/// </summary>
internal sealed class RegisterWatch : IDisposable
{
    /// <summary>So many readings in a row have to go on from one another.</summary>
    private const int Steady = 3;

    /// <summary>Who asks for a believed reading waits for so many, no longer.</summary>
    private const int MostReadings = 6;

    /// <summary>Readings are held against one that is up to so old, too.</summary>
    private static readonly TimeSpan[] s_windows = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    /// <summary>For each window the believed reading that it began with.</summary>
    private readonly MeterReading?[] _beginnings = new MeterReading?[s_windows.Length];

    private readonly ConnectorDevices _devices;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private MeterReading? _first;
    private MeterReading? _next;
    private string? _nextSerialNumber;
    private int _inRow;

    public RegisterWatch(TimeProvider time, ConnectorDevices devices, ILogger logger)
    {
        _devices = devices;
        _time = time;
        _logger = logger;
        devices.Meter.Read += OnRead;
    }

    /// <summary>A believed reading, or one that leaves the register in doubt: see <see cref="IsInDoubt"/>. Raised on the loop.</summary>
    public event Action? Read;

    /// <summary>The register starts over. Raised on the loop, before <see cref="Read"/>.</summary>
    public event Action<RegisterChange>? Changed;

    /// <summary>The last believed reading; null before the first. It stays while the meter is silent, and while the register is in doubt.</summary>
    public MeterReading? Believed { get; private set; }

    /// <summary>The serial number of the meter that <see cref="Believed"/> came from, where it has one.</summary>
    public string? SerialNumber { get; private set; }

    /// <summary>Counts how often the register began anew: only readings of one era may be subtracted from one another.</summary>
    public int Era { get; private set; }

    /// <summary>The latest reading did not go on from the last believed one.</summary>
    public bool IsInDoubt => _inRow > 0;

    /// <summary>
    /// What the meter shows now, its register as it is believed; null while that is not known: before the first reading, and while the
    /// meter is silent.
    /// </summary>
    public MeterReading? Latest =>
        Believed is { } believed && _devices.Meter.Latest is { } latest ? latest with { EnergyImportWh = believed.EnergyImportWh } : null;

    /// <summary>
    /// Reads the meter now. Looks again while the register is in doubt. Null when the meter does not answer, or its register is not to be
    /// believed.
    /// </summary>
    public async Task<MeterReading?> ReadAsync()
    {
        for (var readings = 0; readings < MostReadings; readings++)
        {
            if (await _devices.Meter.ReadAsync() is not { } reading)
            {
                return null;
            }

            if (ReferenceEquals(reading, Believed))
            {
                return reading;
            }

            if (Believed is { } later && later.Timestamp >= reading.Timestamp)
            {
                return later;
            }
        }

        return null;
    }

    public void Dispose() => _devices.Meter.Read -= OnRead;

    private void OnRead(MeterReading reading)
    {
        var serialNumber = _devices.Meter.SerialNumber;
        if (Believed is { } before && serialNumber == SerialNumber && GoesOn(before, reading) && GoesOnInEachWindow(reading))
        {
            Believe(reading);
        }
        else
        {
            Doubt(reading, serialNumber);
        }

        Read?.Invoke();
    }

    private void Believe(MeterReading reading)
    {
        if (_inRow > 0 && Believed is { } before)
        {
            _logger.LogWarning(
                "Connector {ConnectorId}: the meter showed {DoubtfulWh} Wh after {BelievedWh} Wh, {Count} times, and goes on at {EnergyWh} Wh; not billed",
                _devices.ConnectorId, _next!.EnergyImportWh, before.EnergyImportWh, _inRow, reading.EnergyImportWh);
        }

        Settle(reading);
        for (var window = 0; window < s_windows.Length; window++)
        {
            if (_time.GetElapsedTime(_beginnings[window]!.Timestamp, reading.Timestamp) >= s_windows[window])
            {
                _beginnings[window] = reading;
            }
        }
    }

    private void Doubt(MeterReading reading, string? serialNumber)
    {
        if (_next is null || serialNumber != _nextSerialNumber || !GoesOn(_next, reading))
        {
            _first = reading;
            _inRow = 0;
        }

        _inRow++;
        _next = reading;
        _nextSerialNumber = serialNumber;
        if (Believed is null)
        {
            if (_inRow >= Steady)
            {
                SerialNumber = serialNumber;
                BeginWindows(reading);
                Settle(reading);
            }
        }
        else if (_inRow >= Steady || serialNumber != SerialNumber)
        {
            BeginAnew(Believed, reading, serialNumber);
        }
    }

    private void BeginAnew(MeterReading before, MeterReading reading, string? serialNumber)
    {
        var change = new RegisterChange(SerialNumber, before, serialNumber, _first!, reading);
        _logger.LogWarning(
            "Connector {ConnectorId}: {Change}; a transaction that runs ends at {BeforeWh} Wh, later ones count from {NowWh} Wh. " +
            "Check whether the meter was exchanged or reset",
            _devices.ConnectorId, change.ToString(), before.EnergyImportWh, reading.EnergyImportWh);
        SerialNumber = serialNumber;
        Era++;
        BeginWindows(reading);
        Settle(reading);
        Changed?.Invoke(change);
    }

    private void Settle(MeterReading reading)
    {
        Believed = reading;
        (_first, _next, _inRow) = (null, null, 0);
    }

    private void BeginWindows(MeterReading reading) => Array.Fill(_beginnings, reading);

    private bool GoesOnInEachWindow(MeterReading reading) => Array.TrueForAll(_beginnings, beginning => GoesOn(beginning!, reading));

    private bool GoesOn(MeterReading before, MeterReading reading)
    {
        var grownWh = reading.EnergyImportWh - before.EnergyImportWh;
        return grownWh >= 0 &&
            grownWh <= OutletEnergy.MostWh(_devices.Roles, _time.GetElapsedTime(before.Timestamp, reading.Timestamp), reading.EnergyStepWh);
    }
}
