using System.Diagnostics.CodeAnalysis;

namespace ChargerFirmware.EventLoop.Adapters;

/// <summary>
/// Work for a thread of its own, in the order of its arrival. A waiting thread sleeps at once: what the framework's own queue spins
/// before each wait was most of the processor time of a charger whose devices are polled ten times a second.
/// </summary>
/// <remarks>Any thread.</remarks>
public sealed class ThreadQueue<T>
{
    private readonly object _gate = new();
    private readonly Queue<T> _items = new();
    private bool _isClosed;

    /// <summary>Whether nothing is left and nothing can come.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (_gate)
            {
                return _isClosed && _items.Count == 0;
            }
        }
    }

    /// <returns>False when the queue is closed.</returns>
    public bool TryAdd(T item)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _items.Enqueue(item);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Waits for the next item.</summary>
    /// <param name="patience">Zero does not wait; <see cref="Timeout.InfiniteTimeSpan"/> waits until the queue is closed.</param>
    /// <returns>False when none came in time, or none can come any more.</returns>
    public bool TryTake([MaybeNullWhen(false)] out T item, TimeSpan patience)
    {
        lock (_gate)
        {
            while (_items.Count == 0 && !_isClosed && patience == Timeout.InfiniteTimeSpan)
            {
                Monitor.Wait(_gate);
            }

            // A wait that ends without an item has lasted its time, or the queue was closed: there is one taker.
            if (_items.Count == 0 && !_isClosed && patience != TimeSpan.Zero)
            {
                Monitor.Wait(_gate, patience);
            }

            return _items.TryDequeue(out item);
        }
    }

    /// <summary>Takes nothing more in. What waits already is still given out.</summary>
    /// <returns>False when it was closed before.</returns>
    public bool TryClose()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _isClosed = true;
            Monitor.PulseAll(_gate);
            return true;
        }
    }
}
