using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Meters;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class ModbusOptionsTests
{
    private const string Board = """
        {
          "identity": { "vendor": "ChargerFirmware", /* as the plate says */ "model": "Test" },
          "buses": {
            "rtu": { "driver": "modbus-rtu", "port": "/dev/ttyUSB0" },
            "fast": { "driver": "modbus-rtu", "port": "/dev/ttyUSB1", "baudRate": 19200, "parity": "even", "gapMs": 200, },
            "tcp": { "driver": "modbus-tcp", "host": "meter.local" }
          },
          "devices": {
            "meter1": { "driver": "modbus-meter", "bus": "rtu", "unit": 1, "model": "eastron-sdm630" },
            "evse1": { "driver": "simple-evse", "bus": "fast", "ventilated": true },
            "dc1": { "driver": "modbus-dc-controller", "bus": "tcp", "unit": 5 },
            "c1": { "driver": "none" }
          },
          "station": { },
          "connectors": [ {
            "current": "ac", "cable": "socket", // a comment within a connector
            "contactor": "c1", "meter": "meter1", "controller": "evse1", "maxCurrentA": 32 } ]
        }
        """;

    private readonly BoardFile _board = BoardFile.Parse("board.json", Board);

    [Fact]
    public void What_a_board_does_not_say_has_its_default()
    {
        Assert.Equal(
            new ModbusRtuOptions { Port = "/dev/ttyUSB0", BaudRate = 9600, StopBits = 1, TimeoutMs = 300, Retries = 2 },
            _board.Buses["rtu"].Options<ModbusRtuOptions>());
        Assert.Equal(
            new ModbusTcpOptions { Host = "meter.local", Port = 502, TimeoutMs = 500, Retries = 2 },
            _board.Buses["tcp"].Options<ModbusTcpOptions>());
        Assert.Equal(
            new ModbusMeterOptions { Unit = 1, Model = "eastron-sdm630", PollMs = 1000, GraceMs = 10_000 },
            _board.Devices["meter1"].Options<ModbusMeterOptions>());
        Assert.Equal(
            new SimpleEvseOptions { Unit = 1, PollMs = 500, MaxCurrentA = 32, Phases = 3, Ventilated = true },
            _board.Devices["evse1"].Options<SimpleEvseOptions>());
        Assert.Equal(
            new ModbusDcControllerOptions { Unit = 5, Map = "chargerfirmware-dc", PollMs = 250 },
            _board.Devices["dc1"].Options<ModbusDcControllerOptions>());
        Assert.Equal(3, _board.Connectors[0].Phases);
    }

    [Fact]
    public void What_a_board_says_holds()
    {
        var options = _board.Buses["fast"].Options<ModbusRtuOptions>();

        Assert.Equal(new SerialSettings("/dev/ttyUSB1", 19200, SerialParity.Even), options.Serial);
        Assert.Equal(200, options.GapMs);
    }

    [Theory]
    [InlineData("\"baudRate\": 19200", "\"baudRate\": 300", "$.buses.fast.baudRate", "from 1200 to 115200")]
    [InlineData("\"even\"", "\"Even\"", "$.buses.fast.parity", "one of: none, even, odd")]
    public void A_wrong_option_is_refused_by_its_place(string right, string wrong, string path, string problem)
    {
        var board = BoardFile.Parse("board.json", Board.Replace(right, wrong, StringComparison.Ordinal));

        var refusal = Assert.Throws<BoardException>(() => board.Buses["fast"].Options<ModbusRtuOptions>());

        Assert.Equal(path, refusal.Path);
        Assert.Contains(problem, refusal.Problem, StringComparison.Ordinal);
    }
}
