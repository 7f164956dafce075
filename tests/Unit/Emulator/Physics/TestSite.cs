using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Tests.Unit.Emulator.Physics;

/// <summary>Connector 1 an AC socket, 2 a DC outlet of 150 kW, 3 an AC outlet with a fixed cable; and who works them.</summary>
internal sealed class TestSite
{
    public TestSite(ulong seed = 1)
    {
        Site = new Site(Loop.Time, RandomSource.Seeded(seed), new SiteDescription
        {
            Readers = ["reader"],
            Connectors =
            [
                new() { Current = CurrentKind.Ac, Cable = CableKind.Socket },
                new() { Current = CurrentKind.Dc, Cable = CableKind.Fixed, MeterStartWh = 9_876_543 },
                new() { Current = CurrentKind.Ac, Cable = CableKind.Fixed },
            ],
        });
    }

    public VirtualLoop Loop { get; } = new(DateTimeOffset.UnixEpoch);

    public Site Site { get; }

    public SiteConnector Ac => Site.Connector(1);

    public SiteConnector Dc => Site.Connector(2);

    public DcOutput Output => Dc.Dc!;

    /// <summary>Plugs a vehicle into the AC socket, offers it a current and closes the contactor when it asks.</summary>
    public Vehicle ChargeAc(VehicleModel model, double offeredA, double stateOfChargePercent = 20)
    {
        var vehicle = Site.Arrive(model, stateOfChargePercent);
        Ac.Outlet.PlugIn(vehicle);
        Ac.Pilot!.OfferedCurrentA = offeredA;
        Pass(3);
        Ac.Contactor.CoilCommanded = true;
        Pass(3);
        return vehicle;
    }

    /// <summary>Plugs a vehicle into the DC outlet, permits it and closes the contactor when it is ready.</summary>
    public Vehicle ChargeDc(VehicleModel model, double stateOfChargePercent = 20)
    {
        var vehicle = Site.Arrive(model, stateOfChargePercent);
        Dc.Outlet.PlugIn(vehicle);
        Output.Permitted = true;
        Pass(23);
        Dc.Contactor.CoilCommanded = true;
        return vehicle;
    }

    public void Lock()
    {
        Ac.Lock!.DriveForward = true;
        Pass(1);
        Ac.Lock.DriveForward = false;
    }

    public void Pass(double seconds) => Loop.RunFor(TimeSpan.FromSeconds(seconds));
}
