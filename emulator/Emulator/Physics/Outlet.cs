using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The place where a vehicle is plugged in: socket or fixed cable, what is in it, and what is wrong with it. Whatever changes
/// here or in the vehicle is reported by <see cref="Changed"/>.
/// </summary>
/// <remarks>
/// An AC vehicle releases its inlet to its driver at any time. A DC vehicle keeps the connector while more than
/// <see cref="HoldCurrentA"/> flows, because its lock is monitored; only <c>force</c> tears it out.
/// </remarks>
public sealed class Outlet
{
    /// <summary>A DC vehicle unlocks its inlet below this current.</summary>
    public const double HoldCurrentA = 1;

    private readonly PowerFlow _flow;
    private readonly LockMotor? _lock;

    /// <param name="flow">What flows through this outlet.</param>
    /// <param name="cableLock">The lock of a socket; null for a fixed cable and for a socket without one.</param>
    public Outlet(TimeProvider time, CurrentKind current, CableKind cable, PowerFlow flow, LockMotor? cableLock = null)
    {
        Current = current;
        Cable = cable;
        _flow = flow;
        _lock = cableLock;
        Temperature = new OutletTemperature(time, flow);
    }

    public CurrentKind Current { get; }

    public CableKind Cable { get; }

    /// <summary>The vehicle at the far end of the cable, or null.</summary>
    public Vehicle? Vehicle { get; private set; }

    /// <summary>The rating of the detachable cable in the socket by its resistor (IEC 61851-1 annex B), in A; 0 without one.</summary>
    public double CableRatingA { get; private set; }

    public bool CableInSocket => CableRatingA > 0;

    public OutletTemperature Temperature { get; }

    /// <summary>Fault: the pilot is shorted to earth. Communication with the vehicle is gone.</summary>
    public bool PilotShorted
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>EmulatedFault when false: protective earth is lost.</summary>
    public bool EarthConnected
    {
        get;
        set => Set(ref field, value);
    } = true;

    /// <summary>The alternating part of the residual current in mA.</summary>
    public double ResidualAcMilliA
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>The direct part of the residual current in mA.</summary>
    public double ResidualDcMilliA
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>Insulation of a DC output to earth in kOhm.</summary>
    public double InsulationKiloOhm
    {
        get;
        set => Set(ref field, value);
    } = 2000;

    /// <summary>Plug, cable, vehicle or a fault has changed.</summary>
    public event Action? Changed;

    /// <summary>Puts a detachable cable into the socket, with nothing at its far end yet.</summary>
    /// <exception cref="InvalidOperationException">The cable is fixed.</exception>
    public PlugResult InsertCable(double ratingA = 32)
    {
        if (Cable == CableKind.Fixed)
        {
            throw new InvalidOperationException("A fixed cable has no socket to put another one into.");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratingA);
        var result = TryInsert(ratingA);
        if (result == PlugResult.Plugged)
        {
            Changed?.Invoke();
        }

        return result;
    }

    /// <summary>Connects a vehicle; a socket without a cable gets one first.</summary>
    /// <param name="cableRatingA">The rating of the cable brought along.</param>
    /// <exception cref="InvalidOperationException">The vehicle is plugged in somewhere already.</exception>
    public PlugResult PlugIn(Vehicle vehicle, double cableRatingA = 32)
    {
        if (vehicle.IsPlugged)
        {
            throw new InvalidOperationException($"The {vehicle.Model.Name} {vehicle.EvccId} is plugged in already.");
        }

        if (Vehicle is not null)
        {
            return PlugResult.Occupied;
        }

        if (Current == CurrentKind.Dc ? !vehicle.Model.HasDcInlet : vehicle.Model.AcMaxCurrentA <= 0)
        {
            return PlugResult.DoesNotFit;
        }

        if (Cable == CableKind.Socket && !CableInSocket && TryInsert(cableRatingA) is var result and not PlugResult.Plugged)
        {
            return result;
        }

        vehicle.Plug();
        vehicle.Changed += RaiseChanged;
        Vehicle = vehicle;
        Changed?.Invoke();
        return PlugResult.Plugged;
    }

    /// <summary>Somebody pulls. Each end comes out unless it is held.</summary>
    /// <param name="force">Tears the connector out of the vehicle whether it holds it or not. A station's lock does not give way.</param>
    public UnplugResult Unplug(CableEnd end = CableEnd.Both, bool force = false)
    {
        var pullsSocket = Cable == CableKind.Socket && CableInSocket && end != CableEnd.Vehicle;
        var socketHeld = pullsSocket && _lock is { HoldsPlug: true };
        var socketFreed = pullsSocket && !socketHeld;
        var pullsInlet = Vehicle is not null && (end != CableEnd.Station || Cable == CableKind.Fixed);
        var inletHeld = pullsInlet && !force && Current == CurrentKind.Dc && _flow.CurrentA > HoldCurrentA;

        if (socketFreed)
        {
            CableRatingA = 0;
        }

        if (socketFreed || (pullsInlet && !inletHeld))
        {
            Part();
            Changed?.Invoke();
        }

        return socketHeld ? UnplugResult.HeldByLock : inletHeld && !socketFreed ? UnplugResult.HeldByVehicle : UnplugResult.Freed;
    }

    private PlugResult TryInsert(double ratingA)
    {
        if (CableInSocket)
        {
            return PlugResult.Occupied;
        }

        if (_lock is { HoldsPlug: true })
        {
            return PlugResult.BlockedByLock;
        }

        CableRatingA = ratingA;
        return PlugResult.Plugged;
    }

    private void Part()
    {
        if (Vehicle is { } vehicle)
        {
            Vehicle = null;
            vehicle.Changed -= RaiseChanged;
            vehicle.Unplug();
        }
    }

    private void RaiseChanged() => Changed?.Invoke();

    private void Set<T>(ref T place, T value)
    {
        place = value;
        Changed?.Invoke();
    }
}
