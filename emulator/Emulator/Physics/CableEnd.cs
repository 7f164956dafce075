namespace ChargerFirmware.Emulator.Physics;

/// <summary>Which end of the cable somebody pulls.</summary>
public enum CableEnd
{
    /// <summary>Whatever comes out; of a fixed cable only the vehicle's end can.</summary>
    Both,

    /// <summary>The plug in the station's socket.</summary>
    Station,

    /// <summary>The connector in the vehicle's inlet.</summary>
    Vehicle,
}
