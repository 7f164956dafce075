namespace ChargerFirmware.Station.Profiles;

/// <summary>How often a recurring profile starts over (OCPP 1.6, 7.37), in civil time of UTC: a day has 24 hours.</summary>
public enum Recurrency
{
    Daily,
    Weekly,
}
