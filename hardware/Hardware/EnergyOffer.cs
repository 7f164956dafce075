namespace ChargerFirmware.Hardware;

/// <summary>What the vehicle may draw. Limits hold together; an absent one does not bound.</summary>
/// <param name="Permitted">False: nothing may flow, whatever the limits say.</param>
/// <param name="LimitA">Current in A; AC a phase, DC at the output.</param>
/// <param name="LimitW">Power in W, of all phases together.</param>
public readonly record struct EnergyOffer(bool Permitted, double? LimitA = null, double? LimitW = null)
{
    public static EnergyOffer None => default;

    public static EnergyOffer UpToAmperes(double limitA) => new(true, limitA);

    public static EnergyOffer UpToWatts(double limitW) => new(true, null, limitW);
}
