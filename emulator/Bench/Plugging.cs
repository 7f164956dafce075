using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Bench;

/// <summary>A vehicle that arrives and one that is pulled free, on any site, with what is in the way as an error.</summary>
internal static class Plugging
{
    /// <summary>The connector called so.</summary>
    /// <exception cref="BenchException">There is none.</exception>
    public static SiteConnector At(Site site, int number) => number >= 1 && number <= site.Connectors.Count
        ? site.Connector(number)
        : throw new BenchException($"there is no connector {number}; expected 1 to {site.Connectors.Count}");

    /// <exception cref="BenchException">None is plugged in.</exception>
    public static Vehicle VehicleAt(SiteConnector connector) =>
        connector.Outlet.Vehicle ?? throw new BenchException($"connector {connector.Number}: no vehicle is plugged in");

    /// <param name="model">Null for a saloon.</param>
    /// <exception cref="BenchException">It cannot be plugged in there.</exception>
    public static Vehicle Plug(Site site, SiteConnector connector, VehicleModel? model, double stateOfChargePercent)
    {
        model ??= VehicleModels.Saloon;
        var vehicle = site.Arrive(model, stateOfChargePercent);
        return connector.Outlet.PlugIn(vehicle) switch
        {
            PlugResult.Plugged => vehicle,
            PlugResult.Occupied => throw new BenchException($"connector {connector.Number}: a vehicle is plugged in already"),
            PlugResult.BlockedByLock => throw new BenchException($"connector {connector.Number}: the lock is closed, no plug goes in"),
            _ => throw new BenchException($"connector {connector.Number}: a {model.Name} has no inlet for it"),
        };
    }

    /// <exception cref="BenchException">Nothing is plugged in.</exception>
    public static UnplugResult Unplug(SiteConnector connector, CableEnd end)
    {
        if (connector.Outlet is { Vehicle: null, CableInSocket: false })
        {
            throw new BenchException($"connector {connector.Number}: nothing is plugged in");
        }

        // Of the two locks only the station's counts here: what a DC vehicle holds, a bench lets go of.
        return connector.Outlet.Unplug(end, force: true);
    }
}
