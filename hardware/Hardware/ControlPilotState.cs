namespace ChargerFirmware.Hardware;

/// <summary>The states of the control pilot, IEC 61851-1 annex A.</summary>
public enum ControlPilotState
{
    Unknown,

    /// <summary>No vehicle.</summary>
    A,

    /// <summary>Vehicle connected, does not ask for energy.</summary>
    B,

    /// <summary>Vehicle asks for energy.</summary>
    C,

    /// <summary>Vehicle asks for energy and needs ventilation.</summary>
    D,

    /// <summary>Pilot shorted or without power.</summary>
    E,

    /// <summary>The station itself is not available.</summary>
    F,
}
