namespace ChargerFirmware.Station.Faults;

/// <summary>From where the output voltage of a DC connector is too high (IEC 61851-23:2023, over-voltage at the output).</summary>
internal static class OutputVoltage
{
    /// <summary>What a connector is made for where its board does not say, in V.</summary>
    public const double UsualMaxV = 1000;

    private static readonly (double HighestV, double ThresholdV)[] s_steps = [(500, 550), (750, 825), (850, 935), (1000, 1100)];

    /// <param name="maxVoltageV">The highest voltage the connector is made for, in V.</param>
    public static double ThresholdV(double maxVoltageV)
    {
        foreach (var (highestV, thresholdV) in s_steps)
        {
            if (maxVoltageV <= highestV)
            {
                return thresholdV;
            }
        }

        return 1375;
    }
}
