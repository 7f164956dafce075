using Stateless.Reflection;

namespace Stateless.Wiring;

/// <summary>One condition of an edge, with the words for it.</summary>
internal sealed class Guard(Func<object?[], bool> condition, Delegate method, string? description)
{
    public InvocationInfo Method { get; } = InvocationInfo.Of(method, description);

    public bool IsMet(object?[] arguments) => condition(arguments);

    public static Guard Of(Func<bool> condition, string? description)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new Guard(_ => condition(), condition, description);
    }

    public static Guard OfAll(Func<object[], bool> condition, string? description)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new Guard(arguments => condition(arguments!), condition, description);
    }

    public static Guard Of<T0>(Func<T0, bool> condition, string? description)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new Guard(arguments => condition(Arguments.Get<T0>(arguments, 0)), condition, description);
    }

    public static Guard Of<T0, T1>(Func<T0, T1, bool> condition, string? description)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new Guard(
            arguments => condition(Arguments.Get<T0>(arguments, 0), Arguments.Get<T1>(arguments, 1)), condition, description);
    }

    public static Guard[] Of(Tuple<Func<bool>, string>[] guards) => Array.ConvertAll(guards, guard => Of(guard.Item1, guard.Item2));

    public static Guard[] Of<T0>(Tuple<Func<T0, bool>, string>[] guards) =>
        Array.ConvertAll(guards, guard => Of(guard.Item1, guard.Item2));

    public static Guard[] Of<T0, T1>(Tuple<Func<T0, T1, bool>, string>[] guards) =>
        Array.ConvertAll(guards, guard => Of(guard.Item1, guard.Item2));
}
