using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Controllers;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class ModbusDcControllerTests
{
    private readonly ModbusBench _bench = new();
    private readonly FakeDcOutput _output = new();
    private readonly DcControllerMap _map = DcControllerMap.Load("chargerfirmware-dc");
    private readonly ModbusDcController _controller;

    public ModbusDcControllerTests()
    {
        _bench.Line.Add(1, new EmulatedDcController(_map, _output, _bench.Loop.Time));
        _controller = new ModbusDcController(_bench.Loop, _bench.Bus, new ModbusDcControllerOptions { Unit = 1 }, _map);
        _bench.RunFor(1);
    }

    public static TheoryData<string> Maps => [.. DcControllerMap.Names];

    public static TheoryData<DcPhase> Phases => [.. Enum.GetValues<DcPhase>()];

    [Theory]
    [MemberData(nameof(Maps))]
    public void Every_map_can_be_read(string name) => Assert.NotEmpty(DcControllerMap.Load(name).Blocks);

    [Theory]
    [InlineData("\"cableCheck\": 3, ", "$.phaseCodes.cableCheck")]
    [InlineData("\"A\": 1, ", "$.pilotCodes.A")]
    public void A_map_without_a_code_is_refused(string missing, string path)
    {
        using var stream = typeof(DcControllerMap).Assembly.GetManifestResourceStream("controllers/chargerfirmware-dc.json")!;
        var json = new StreamReader(stream).ReadToEnd();
        Assert.Contains(missing, json, StringComparison.Ordinal);

        var refusal = Assert.Throws<BoardException>(() => DcControllerMap.Parse("dc.json", json.Replace(missing, "", StringComparison.Ordinal)));

        Assert.Equal(path, refusal.Path);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Every_phase_goes_over_the_wire_by_its_name(DcPhase phase)
    {
        _output.Phase = phase;
        _bench.RunFor(1);

        Assert.Equal(phase.ToString(), _controller.Phase.ToString());
        Assert.Equal(phase is DcPhase.Ready or DcPhase.Charging, _controller.EnergyRequested);
    }

    [Fact]
    public void What_the_vehicle_reports_arrives()
    {
        var vehicle = new VehicleData
        {
            StateOfChargePercent = 42.5,
            MaxCurrentA = 300,
            MaxPowerW = 150_000,
            MinCurrentA = 1,
            StopRequested = true,
            EvccId = "02AB45CD67EF",
        };
        (_output.Vehicle, _output.State) = (vehicle, ControlPilotState.C);
        _bench.RunFor(1);

        Assert.Equal(vehicle, _controller.Vehicle);
        Assert.Equal(PlugState.Connected, _controller.Plug);
        Assert.Equal(400.1, _controller.OutputVoltageV!.Value, 6);
        Assert.Equal(120.5, _controller.OutputCurrentA!.Value, 6);
        Assert.Equal(2000, _controller.InsulationKiloOhm);
    }

    [Fact]
    public void What_the_vehicle_does_not_report_stays_unknown()
    {
        Assert.Equal(VehicleData.Unknown, _controller.Vehicle);
        Assert.Equal(PlugState.Unplugged, _controller.Plug);
    }

    [Fact]
    public void Permission_and_limits_go_together()
    {
        _bench.Loop.Run(() => _controller.Offer = new EnergyOffer(true, 125.5, 60_000));
        _bench.RunFor(0.3);

        Assert.True(_output.Permitted);
        Assert.Equal(125.5, _output.LimitA, 6);
        Assert.Equal(60_000, _output.LimitW);
    }

    [Fact]
    public void An_absent_limit_does_not_bound()
    {
        _bench.Loop.Run(() => _controller.Offer = EnergyOffer.UpToWatts(60_000));
        _bench.RunFor(0.3);

        Assert.Equal(double.PositiveInfinity, _output.LimitA);
    }

    [Fact]
    public void A_limit_beyond_the_register_is_not_taken_for_none()
    {
        _bench.Loop.Run(() => _controller.Offer = EnergyOffer.UpToAmperes(1e6));
        _bench.RunFor(0.3);

        Assert.Equal(6553.4, _output.LimitA, 6);
    }

    [Fact]
    public void Taking_the_offer_back_is_on_the_wire_within_one_transfer()
    {
        _bench.Loop.Run(() => _controller.Offer = EnergyOffer.UpToAmperes(125));
        _bench.RunFor(1);
        _bench.Loop.Run(() => _controller.Offer = EnergyOffer.None);

        // A poll of 53 bytes may be on the wire; then the gap and our 19 bytes.
        _bench.RunFor(0.12);
        Assert.False(_output.Permitted);
    }

    [Fact]
    public void The_permission_holds_while_the_heartbeat_beats()
    {
        _bench.Loop.Run(() => _controller.Offer = EnergyOffer.UpToAmperes(125));
        _bench.RunFor(600);

        Assert.True(_output.Permitted);
    }

    [Fact]
    public void The_controller_takes_the_permission_back_when_we_fall_silent()
    {
        _bench.Loop.Run(() => _controller.Offer = EnergyOffer.UpToAmperes(125));
        _bench.RunFor(1);

        _controller.Dispose();
        _bench.RunFor(2.1);

        Assert.False(_output.Permitted);
    }

    [Fact]
    public void A_cut_line_takes_the_permission_and_gives_it_again_when_it_is_mended()
    {
        _output.State = ControlPilotState.C;
        _bench.Loop.Run(() => _controller.Offer = EnergyOffer.UpToAmperes(125));
        _bench.RunFor(1);
        _bench.Line.IsSilent = true;
        _bench.RunFor(3);

        Assert.False(_output.Permitted);
        Assert.Equal(DeviceHealth.Lost, _controller.Health);
        Assert.Equal(ControlPilotState.Unknown, _controller.Pilot);
        Assert.Null(_controller.InsulationKiloOhm);

        _bench.Line.IsSilent = false;
        _bench.RunFor(1);
        Assert.True(_output.Permitted);
        Assert.Equal(DeviceHealth.Present, _controller.Health);
    }

    [Fact]
    public void Another_device_at_its_address_is_not_taken_for_it()
    {
        var bench = new ModbusBench();
        using var stream = typeof(DcControllerMap).Assembly.GetManifestResourceStream("controllers/chargerfirmware-dc.json")!;
        var other = DcControllerMap.Parse("dc.json", new StreamReader(stream).ReadToEnd().Replace("1128678401", "1128678402", StringComparison.Ordinal));
        bench.Line.Add(1, new EmulatedDcController(other, _output, bench.Loop.Time));
        var controller = new ModbusDcController(bench.Loop, bench.Bus, new ModbusDcControllerOptions { Unit = 1 }, _map);

        bench.RunFor(5);

        Assert.Equal(DeviceHealth.Lost, controller.Health);
    }
}
