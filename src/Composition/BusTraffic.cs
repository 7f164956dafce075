using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Modbus.Protocol;
using ChargerFirmware.Telemetry.Metrics;

namespace ChargerFirmware.Composition;

/// <summary>What is counted on a board's buses, by the names of the board file. Used on the loop only.</summary>
internal sealed class BusTraffic(Loop loop) : IBusTraffic
{
    private const string Other = "other";
    private const string Refused = "exception";
    private const string NoAnswer = "no_answer";

    private static readonly string[] s_serial = ["timeout", "crc", "garbled", Refused, "closed", Other];
    private static readonly string[] s_tcp = ["timeout", "garbled", Refused, "closed", Other];
    private static readonly string[] s_chip = [NoAnswer, Other];

    private readonly List<MeasuredExecutor> _buses = [];

    public event Action<string, string?, TimeSpan?>? Ended;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ErrorKinds =>
        _buses.ToDictionary(bus => bus.Bus, bus => bus.ErrorKinds, StringComparer.Ordinal);

    /// <summary>Counts on a Modbus line from now on.</summary>
    public IBusExecutor OfSerial(string bus, IBusExecutor executor) => Measure(bus, executor, s_serial);

    /// <summary>Counts on a Modbus gateway's connection from now on, whose frames carry no CRC.</summary>
    public IBusExecutor OfTcp(string bus, IBusExecutor executor) => Measure(bus, executor, s_tcp);

    /// <summary>Counts on a bus of chips from now on. A chip that is gone cannot time out: its registers read as 00 or FF.</summary>
    public IBusExecutor OfChips(string bus, IBusExecutor executor) => Measure(bus, executor, s_chip);

    /// <summary>A transfer has ended.</summary>
    /// <param name="fault">What it threw, or null.</param>
    /// <param name="answered">Whether a device took part in it.</param>
    public void Count(string bus, Exception? fault, bool answered, TimeSpan took)
    {
        var error = fault is not null ? KindOf(fault) : answered ? null : NoAnswer;
        Ended?.Invoke(bus, error, error is null or Refused ? took : null);
    }

    private MeasuredExecutor Measure(string bus, IBusExecutor executor, string[] kinds)
    {
        var measured = new MeasuredExecutor(loop, executor, this, bus, kinds);
        _buses.Add(measured);
        return measured;
    }

    private static string KindOf(Exception fault) => fault switch
    {
        ModbusNoAnswerException => "timeout",
        ModbusCrcException => "crc",
        ModbusSlaveException => Refused,
        ModbusException => "garbled",
        IOException => "closed",
        _ => Other,
    };
}
