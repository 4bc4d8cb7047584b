#include "engine/conditions/language/definitions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "engine/conditions/language/lexer.hpp"
#include "engine/conditions/language/parser.hpp"
#include "engine/conditions/language/type_check.hpp"

namespace huegrid::conditions {
namespace {

std::string in_small_letters(std::string_view name) {
    std::string small(name);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return small;
}

/// Visits the texts depth first by what they mention, without recursion: a chain of names may be as long as a rulebook.
class Reading {
public:
    Reading(Definitions& definitions, std::span<const NamedText> texts, std::span<const model::Attribute> columns)
        : definitions_(definitions), texts_(texts), columns_(columns), state_(texts.size()), mentions_(texts.size()) {
        for (std::size_t t = 0; t < texts.size(); ++t)
            if (!text_of_.try_emplace(in_small_letters(texts[t].name), t).second || definitions.find(texts[t].name))
                wrong(t, 0, fmt::format("there is a definition '{}' already", texts[t].name));
    }

    std::vector<DefinitionMistake> run() {
        for (std::size_t t = 0; t < texts_.size(); ++t) {
            enter(t);
            while (!path_.empty()) go_on();
        }
        return std::move(mistakes_);
    }

private:
    enum class State : std::uint8_t { unread, open, good, wrong };
    struct Mention {
        std::size_t text = 0;
        std::size_t at = 0;
    };

    void wrong(std::size_t text, std::size_t at, std::string message) {
        state_[text] = State::wrong;
        mistakes_.push_back({text, {at, std::move(message)}});
    }

    void enter(std::size_t text) {
        if (state_[text] != State::unread) return;
        const auto tokens = tokens_of(texts_[text].text);
        if (!tokens) return wrong(text, tokens.error().at, tokens.error().message);
        for (auto token = tokens->begin(); token->kind != TokenKind::end; ++token) {
            if (token->kind != TokenKind::name || (token + 1)->kind == TokenKind::open) continue;
            const auto found = text_of_.find(in_small_letters(token->source));
            if (found != text_of_.end()) mentions_[text].push_back({found->second, token->at});
        }
        state_[text] = State::open;
        path_.push_back(text);
    }

    /// The next name that the innermost open text mentions; when there is none left, the text itself.
    void go_on() {
        const std::size_t text = path_.back();
        if (state_[text] == State::open && !mentions_[text].empty()) {
            const Mention next = mentions_[text].back();
            const auto& name = texts_[next.text].name;
            if (state_[next.text] == State::unread) return enter(next.text);
            mentions_[text].pop_back();
            if (state_[next.text] == State::open) wrong(text, next.at, fmt::format("'{}' stands for itself: {}", name, circle(next.text)));
            else if (state_[next.text] == State::wrong) wrong(text, next.at, fmt::format("'{}' is defined with a mistake", name));
            return;
        }
        if (state_[text] == State::open) read(text);
        path_.pop_back();
    }
    std::string circle(std::size_t from) const {
        std::vector<std::string> names;
        for (auto step = std::find(path_.begin(), path_.end(), from); step != path_.end(); ++step) names.push_back(texts_[*step].name);
        names.push_back(texts_[from].name);
        return fmt::format("{}", fmt::join(names, " -> "));
    }

    void read(std::size_t text) {
        auto syntax = parse_condition(texts_[text].text, definitions_);
        if (!syntax) return wrong(text, syntax.error().at, std::move(syntax.error().message));
        if (auto mistake = check_types(*syntax, columns_, Wanted::value, definitions_))
            return wrong(text, mistake->at, std::move(mistake->message));
        definitions_.add(texts_[text].name, std::make_shared<const Syntax>(std::move(*syntax)));
        state_[text] = State::good;
    }

    Definitions& definitions_;
    std::span<const NamedText> texts_;
    std::span<const model::Attribute> columns_;
    std::unordered_map<std::string, std::size_t> text_of_;
    std::vector<State> state_;
    std::vector<std::vector<Mention>> mentions_;  ///< not looked at yet
    std::vector<std::size_t> path_;               ///< open texts, each mentioned by the one before it
    std::vector<DefinitionMistake> mistakes_;
};

}  // namespace

bool Definitions::add(std::string_view name, Meaning meaning) {
    return meaning_of_.try_emplace(in_small_letters(name), std::move(meaning)).second;
}

const Definitions::Meaning* Definitions::find(std::string_view name) const {
    if (meaning_of_.empty()) return nullptr;
    const auto found = meaning_of_.find(in_small_letters(name));
    return found == meaning_of_.end() ? nullptr : &found->second;
}

std::vector<std::string> Definitions::names() const {
    std::vector<std::string> names;
    for (const auto& [name, meaning] : meaning_of_) names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

void Definitions::replace_attribute(const std::string& name, std::shared_ptr<const Syntax> syntax) {
    replacement_of_[in_small_letters(name)] = {name, std::move(syntax)};
}

const std::shared_ptr<const Syntax>* Definitions::replacement(std::string_view name, bool quoted) const {
    if (replacement_of_.empty()) return nullptr;
    const auto found = replacement_of_.find(in_small_letters(name));
    if (found == replacement_of_.end() || (quoted && found->second.name != name)) return nullptr;
    return &found->second.syntax;
}

std::vector<DefinitionMistake> define(Definitions& definitions, std::span<const NamedText> texts,
                                      std::span<const model::Attribute> columns) {
    return Reading(definitions, texts, columns).run();
}

}  // namespace huegrid::conditions
