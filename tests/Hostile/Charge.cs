namespace ChargerFirmware.Tests.Hostile;

/// <summary>What comes before most hostilities: a vehicle that charges.</summary>
internal static class Charge
{
    /// <summary>Plugs in, shows a card, and returns when the central system has heard that it charges.</summary>
    /// <returns>The StartTransaction.</returns>
    public static async Task<OcppFrame> BeginAsync(CentralSystem central, StationProcess station, int connector = 1, string idTag = "04A1B2C3")
    {
        var from = central.Frames.Count;
        await station.PlugInAsync(connector);
        await central.StatusAsync(connector, "Preparing", from);
        await station.SwipeAsync(connector, idTag);
        var start = await central.CallOfAsync("StartTransaction", start => start.GetProperty("connectorId").GetInt32() == connector, from);
        await central.StatusAsync(connector, "Charging", from);
        return start;
    }

    /// <summary>Sets a configuration key of the station.</summary>
    public static async Task SetAsync(CentralSystem central, string key, string value)
    {
        var answer = await central.CallAsync("ChangeConfiguration", $$"""{"key":"{{key}}","value":"{{value}}"}""");
        Require.Equal("Accepted", answer.Payload.GetProperty("status").GetString(), $"{key} = {value}");
    }
}
