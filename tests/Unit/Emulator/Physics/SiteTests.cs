using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Tests.Unit.Emulator.Physics;

public sealed class SiteTests
{
    private readonly TestSite _test = new();

    [Fact]
    public void A_card_is_in_the_field_for_as_long_as_it_is_held()
    {
        var antenna = _test.Site.Antennas["reader"];

        antenna.Hold([0x04, 0xA1, 0xB2, 0xC3], TimeSpan.FromSeconds(1));
        _test.Pass(0.9);
        Assert.Equal(4, antenna.Uid!.Value.Length);
        _test.Pass(0.1);

        Assert.Null(antenna.Uid);
    }

    [Fact]
    public void A_second_card_takes_the_place_of_the_first_for_its_own_time()
    {
        var antenna = _test.Site.Antennas["reader"];
        antenna.Hold([1, 1, 1, 1], TimeSpan.FromSeconds(1));
        _test.Pass(0.9);

        antenna.Hold([2, 2, 2, 2, 2, 2, 2], TimeSpan.FromSeconds(1));
        _test.Pass(0.9);

        Assert.Equal(7, antenna.Uid!.Value.Length);
    }

    [Fact]
    public void A_UID_of_no_known_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _test.Site.Antennas["reader"].Hold([1, 2, 3], TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void An_open_door_opens_its_contact_and_nothing_else()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        _test.Site.Door.Open();
        _test.Pass(1);

        Assert.False(_test.Site.Door.ContactClosed);
        Assert.True(_test.Ac.Contactor.MainsClosed);
    }

    [Fact]
    public void The_emergency_stop_opens_every_contactor_by_itself()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        _test.Site.EmergencyStop.Press();
        _test.Pass(0.012);

        Assert.All(_test.Site.Connectors, connector => Assert.Equal(0, connector.Flow.CurrentA));
    }

    [Fact]
    public void Noise_moves_the_voltage_about_its_value_and_ends_when_it_is_switched_off()
    {
        var supply = _test.Site.Supply;
        supply.NoiseV = 3;
        _test.Pass(1);
        var noisy = supply.VoltageV(0);
        Assert.InRange(noisy, 227, 233);
        Assert.NotEqual(noisy, supply.VoltageV(1));

        supply.NoiseV = 0;

        Assert.Equal(230, supply.VoltageV(0));
    }

    [Fact]
    public void Lost_mains_have_neither_voltage_nor_frequency()
    {
        _test.Site.Supply.IsPresent = false;

        Assert.Equal(0, _test.Site.Supply.VoltageV(0));
        Assert.Equal(0, _test.Site.Supply.FrequencyHz);
    }

    [Fact]
    public void An_idle_site_ticks_not_at_all()
    {
        _test.Pass(7200);

        Assert.Equal(0, _test.Loop.Turns);
    }

    [Fact]
    public void A_site_is_built_from_a_board()
    {
        var board = BoardFile.Parse("test.json", """
            {
              "identity": { "vendor": "v", "model": "m" },
              "buses": {}, "devices": {},
              "station": { "reader": "hall", "enableLine": "enable" },
              "connectors": [
                { "current": "ac", "cable": "socket", "contactor": "k", "meter": "m", "controller": "c", "maxCurrentA": 32, "phases": 1 },
                { "current": "dc", "cable": "fixed", "contactor": "k", "meter": "m", "controller": "c", "reader": "gun",
                  "maxCurrentA": 200, "maxPowerW": 60000 }
              ]
            }
            """);

        var site = new Site(
            _test.Loop.Time, RandomSource.Seeded(1), SiteDescription.Of(board, enableDropOut: TimeSpan.FromMilliseconds(400)));

        Assert.Equal(["gun", "hall"], site.Antennas.Keys.Order());
        Assert.Equal(TimeSpan.FromMilliseconds(400), site.EnableRelay!.DropOut);
        Assert.Single(site.Connector(1).Flow.Phases);
        Assert.NotNull(site.Connector(1).Lock);
        Assert.NotNull(site.Connector(2).Dc);
        Assert.Null(site.Connector(2).Lock);
        Assert.Throws<ArgumentOutOfRangeException>(() => site.Connector(3));
    }

    [Fact]
    public void Every_model_of_vehicle_is_found_by_its_name()
    {
        Assert.All(VehicleModels.All, model => Assert.Same(model, VehicleModels.Find(model.Name)));
        Assert.Null(VehicleModels.Find("submarine"));
    }

    [Fact]
    public void Two_vehicles_of_one_site_have_two_addresses()
    {
        Assert.NotEqual(_test.Site.Arrive(VehicleModels.Saloon).EvccId, _test.Site.Arrive(VehicleModels.Saloon).EvccId);
    }
}
